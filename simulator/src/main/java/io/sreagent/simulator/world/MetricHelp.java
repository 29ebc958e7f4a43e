package io.sreagent.simulator.world;

import io.sreagent.simulator.metrics.SeriesStore;

/** Type and help of every metric this world exports. */
final class MetricHelp {
    private static final String[][] ALL = {
        {"up", "gauge", "1 when the last scrape of the target succeeded."},
        {"http_requests_total", "counter", "HTTP requests answered, by status code."},
        {"http_request_duration_seconds", "histogram", "Time to answer HTTP requests."},
        {
            "http_client_requests_total",
            "counter",
            "HTTP and database calls made, by target and status code."
        },
        {"http_client_request_duration_seconds", "summary", "Time calls took, by target."},
        {"container_cpu_usage_seconds_total", "counter", "CPU time consumed."},
        {"container_memory_working_set_bytes", "gauge", "Current working set."},
        {"container_cpu_cfs_periods_total", "counter", "Elapsed enforcement period intervals."},
        {"container_cpu_cfs_throttled_periods_total", "counter", "Throttled period intervals."},
        {"container_network_receive_bytes_total", "counter", "Bytes received."},
        {"container_network_transmit_bytes_total", "counter", "Bytes transmitted."},
        {"container_fs_usage_bytes", "gauge", "Bytes used in the container's own file system."},
        {
            "container_network_receive_packets_dropped_total",
            "counter",
            "Packets dropped while receiving."
        },
        {"db_connections_active", "gauge", "Database connections in use."},
        {"db_connections_max", "gauge", "Database connections at most."},
        {"cache_hits_total", "counter", "Cache lookups answered."},
        {"cache_misses_total", "counter", "Cache lookups not answered."},
        {"queue_depth", "gauge", "Messages waiting."},
        {"queue_oldest_message_age_seconds", "gauge", "How long a message waits."},
        {"messages_processed_total", "counter", "Messages taken from queues, by result."},
        {"kube_pod_info", "gauge", "Information about a pod."},
        {"kube_pod_owner", "gauge", "Owner of a pod."},
        {"kube_pod_created", "gauge", "Unix creation time."},
        {"kube_pod_labels", "gauge", "Labels of a pod."},
        {"kube_pod_status_phase", "gauge", "Current phase of a pod."},
        {"kube_pod_status_ready", "gauge", "Whether a pod is ready."},
        {"kube_pod_container_info", "gauge", "Information about a container."},
        {"kube_pod_container_status_ready", "gauge", "Whether a container is ready."},
        {"kube_pod_container_resource_limits", "gauge", "Resource limits of a container."},
        {"kube_pod_container_resource_requests", "gauge", "Resource requests of a container."},
        {"kube_pod_container_status_restarts_total", "counter", "Container restarts."},
        {"kube_pod_container_status_waiting_reason", "gauge", "Why a container waits."},
        {
            "kube_pod_container_status_last_terminated_reason",
            "gauge",
            "Why a container last ended."
        },
        {"kube_deployment_spec_replicas", "gauge", "Pods wanted by a deployment."},
        {"kube_deployment_status_replicas", "gauge", "Pods of a deployment."},
        {"kube_deployment_status_replicas_available", "gauge", "Available pods of a deployment."},
        {
            "kube_deployment_status_replicas_unavailable",
            "gauge",
            "Unavailable pods of a deployment."
        },
        {"kube_deployment_status_replicas_updated", "gauge", "Updated pods of a deployment."},
        {
            "kube_deployment_status_observed_generation",
            "gauge",
            "Generation the controller has seen."
        },
        {"kube_deployment_metadata_generation", "gauge", "Generation of the wanted state."},
        {"kube_replicaset_owner", "gauge", "Owner of a replica set."},
        {"kube_replicaset_spec_replicas", "gauge", "Pods wanted by a replica set."},
        {"kube_statefulset_replicas", "gauge", "Pods wanted by a stateful set."},
        {"kube_statefulset_status_replicas_ready", "gauge", "Ready pods of a stateful set."},
        {
            "kube_horizontalpodautoscaler_spec_min_replicas",
            "gauge",
            "Lower bound of an autoscaler."
        },
        {
            "kube_horizontalpodautoscaler_spec_max_replicas",
            "gauge",
            "Upper bound of an autoscaler."
        },
        {
            "kube_horizontalpodautoscaler_status_current_replicas",
            "gauge",
            "Pods an autoscaler sees."
        },
        {
            "kube_horizontalpodautoscaler_status_desired_replicas",
            "gauge",
            "Pods an autoscaler wants."
        },
        {"kube_node_info", "gauge", "Information about a node."},
        {"kube_node_spec_unschedulable", "gauge", "Whether a node is cordoned."},
        {"kube_node_status_condition", "gauge", "Condition of a node."},
        {"node_cpu_seconds_total", "counter", "Seconds the CPUs spent in each mode."},
        {"node_memory_MemAvailable_bytes", "gauge", "Memory available."},
        {"node_memory_MemTotal_bytes", "gauge", "Memory in all."},
        {"node_filesystem_avail_bytes", "gauge", "File system space available."},
        {"node_filesystem_size_bytes", "gauge", "File system size."},
        {"kubelet_volume_stats_available_bytes", "gauge", "Volume space available."},
        {"kubelet_volume_stats_capacity_bytes", "gauge", "Volume size."},
    };

    private MetricHelp() {}

    static void describe(SeriesStore store) {
        for (String[] metric : ALL) {
            store.describe(metric[0], metric[1], metric[2]);
        }
    }
}
