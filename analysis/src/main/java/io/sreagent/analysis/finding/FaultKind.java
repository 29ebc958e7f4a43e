package io.sreagent.analysis.finding;

/**
 * What sort of thing failed. The names in lower case are the ones in scenarios, playbooks and the
 * API.
 */
public enum FaultKind {
    MEMORY("内存"),
    CPU("CPU"),
    TRAFFIC("流量"),
    CONFIG("配置"),
    IMAGE("镜像"),
    RELEASE("发布"),
    DATABASE("数据库"),
    DEPENDENCY("依赖"),
    POOL("连接池"),
    CERTIFICATE("证书"),
    DISK("磁盘"),
    STORAGE("存储卷"),
    NODE("节点"),
    NEIGHBOUR("邻居干扰"),
    NETWORK("网络"),
    QUEUE("队列"),
    RETRIES("重试"),
    LATENCY("延迟"),
    CACHE("缓存"),
    DNS("DNS"),
    QUOTA("配额"),
    UNKNOWN("未知");

    private final String chinese;

    FaultKind(String chinese) {
        this.chinese = chinese;
    }

    /** What people are told. */
    public Words words() {
        return new Words(code(), chinese);
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
