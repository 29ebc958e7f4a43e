package io.sreagent.ui;

import io.quarkus.qute.TemplateExtension;

/** Names of kinds of evidence and of sources in the two languages; a name of its own stays. */
@TemplateExtension
final class CauseLabels {
    /**
     * From here on one kind of evidence alone makes a cause seven times as likely, or as unlikely.
     */
    private static final double TELLING = 2;

    private CauseLabels() {}

    static String evidenceName(String kind, String lang) {
        return switch (kind) {
            case "resource_shift" -> either(lang, "a resource left its past", "资源偏离历史");
            case "symptom_shift" -> either(lang, "a symptom left its past", "症状偏离历史");
            case "onset_order" -> either(lang, "who was first", "异常先后");
            case "dependency_position" -> either(lang, "place in the call graph", "调用图位置");
            case "alarm_path" -> either(lang, "way to the alarm", "通往告警的路径");
            case "recent_change" -> either(lang, "recent change", "近期变更");
            case "kubernetes_facts" -> either(lang, "Kubernetes facts", "Kubernetes 事实");
            case "log_lines" -> either(lang, "log lines", "日志内容");
            case "log_flow" -> either(lang, "flow of log statements", "日志语句流");
            case "span_self_time" -> either(lang, "own time of operations", "操作自身耗时");
            case "span_way" -> either(lang, "time on the way", "往来链路耗时");
            case "granger" -> either(lang, "Granger causality", "格兰杰因果");
            case "partial_correlation" -> either(lang, "partial correlation", "偏相关");
            case "alert_names" -> either(lang, "names of alerts", "告警名称");
            case "fault_signature" -> either(lang, "signature of the fault", "故障特征");
            default -> kind;
        };
    }

    static String sourceName(String source, String lang) {
        return switch (source) {
            case "metrics" -> either(lang, "measured calls", "实测调用");
            case "placement" -> either(lang, "where it runs", "运行位置");
            case "kubernetes" -> either(lang, "settings in Kubernetes", "Kubernetes 配置");
            case "traces" -> either(lang, "traces", "链路追踪");
            case "file" -> either(lang, "file", "文件");
            default -> source;
        };
    }

    /** With its sign; a dot where a kind of evidence says nothing. */
    static String oddsText(double logOdds) {
        return logOdds == 0 ? "·" : Figures.signed(logOdds);
    }

    static String oddsCss(double logOdds) {
        if (logOdds == 0) return "none";
        String strong = Math.abs(logOdds) >= TELLING ? " strong" : "";
        return (logOdds < 0 ? "against" : "for") + strong;
    }

    private static String either(String lang, String en, String zh) {
        return lang.equals("zh") ? zh : en;
    }
}
