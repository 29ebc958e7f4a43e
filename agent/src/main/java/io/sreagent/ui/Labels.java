package io.sreagent.ui;

import io.quarkus.qute.TemplateExtension;
import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.contract.plan.Mode;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StepState;
import io.sreagent.pipeline.Warnings;
import java.util.Locale;

/** Names of states in the two languages. Switches without default: a new state needs its words. */
@TemplateExtension
final class Labels {
    private Labels() {}

    /** The CSS class of a state or a severity. */
    static String css(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String label(IncidentState state, String lang) {
        return switch (state) {
            case ALERT_RECEIVED -> either(lang, "noticed", "已发现");
            case GATHERING_INFO -> either(lang, "gathering", "收集信息");
            case DIAGNOSING -> either(lang, "diagnosing", "诊断中");
            case AWAITING_DECISION -> either(lang, "awaiting decision", "等待决定");
            case EXECUTING -> either(lang, "executing", "执行中");
            case VERIFYING -> either(lang, "verifying", "验证中");
            case ESCALATED -> either(lang, "escalated", "已转人工");
            case RESOLVED -> either(lang, "resolved", "已解决");
        };
    }

    static String label(Severity severity, String lang) {
        return switch (severity) {
            case LOW -> either(lang, "low", "低");
            case MEDIUM -> either(lang, "medium", "中");
            case HIGH -> either(lang, "high", "高");
            case CRITICAL -> either(lang, "critical", "严重");
        };
    }

    static String label(Incident.Resolution resolution, String lang) {
        return switch (resolution) {
            case FIXED -> either(lang, "fixed and verified", "已修复并验证");
            case SELF_RECOVERED -> either(lang, "recovered by itself", "自行恢复");
            case BY_PERSON -> either(lang, "closed by a person", "人工关闭");
        };
    }

    static String label(Capacity.Bound bound, String lang) {
        return switch (bound) {
            case CPU -> either(lang, "CPU", "CPU");
            case LATENCY -> either(lang, "latency", "延迟");
            case NOTHING_SEEN -> either(lang, "the most ever seen", "历史最高");
        };
    }

    static String label(Warnings.Outcome outcome, String lang) {
        return switch (outcome) {
            case CAME -> either(lang, "limit reached", "到达上限");
            case AVERTED -> either(lang, "averted", "已避免");
            case NEVER -> either(lang, "false", "误报");
            case PENDING -> either(lang, "open", "未到期");
        };
    }

    static String label(Mode mode, String lang) {
        return switch (mode) {
            case AUTO -> either(lang, "may run by itself", "可自动执行");
            case SEMI_AUTO -> either(lang, "needs approval", "需要批准");
            case MANUAL -> either(lang, "by hand only", "仅限人工");
            case REFUSED -> either(lang, "refused", "拒绝");
        };
    }

    static String label(PlanState state, String lang) {
        return switch (state) {
            case SHOWN -> either(lang, "for reading only", "仅供查看");
            case OFFERED -> either(lang, "waits for a decision", "等待决定");
            case AUTOMATIC -> either(lang, "runs by itself", "自动执行");
            case APPROVED -> either(lang, "approved", "已批准");
            case REJECTED -> either(lang, "rejected", "已拒绝");
            case EXPIRED -> either(lang, "expired", "已过期");
            case VOID -> either(lang, "void", "已作废");
        };
    }

    static String label(StepState state, String lang) {
        return switch (state) {
            case PLANNED -> either(lang, "planned", "已计划");
            case INTENDED -> either(lang, "starting", "即将执行");
            case BEGUN -> either(lang, "under way", "进行中");
            case DONE -> either(lang, "done", "完成");
            case REFUSED -> either(lang, "refused", "被拒绝");
            case UNKNOWN -> either(lang, "unknown", "未知");
            case UNDOING -> either(lang, "undoing", "撤销中");
            case UNDONE -> either(lang, "undone", "已撤销");
            case UNDO_REFUSED -> either(lang, "cannot be undone", "无法撤销");
        };
    }

    static String label(AnomalyKind kind, String lang) {
        return switch (kind) {
            case POINT -> either(lang, "point", "单点");
            case LEVEL_SHIFT -> either(lang, "level shift", "水平偏移");
            case TREND -> either(lang, "trend", "趋势");
            case PERIODIC -> either(lang, "lost rhythm", "周期异常");
            case VARIANCE -> either(lang, "restless", "波动异常");
            case CORRELATION -> either(lang, "broken tie", "相关性中断");
            case FLATLINE -> either(lang, "frozen", "数值固定");
            case ABSENCE -> either(lang, "missing", "数据缺失");
        };
    }

    static String label(LogFinding.Kind kind, String lang) {
        return switch (kind) {
            case RULE -> either(lang, "known trouble", "已知问题");
            case NEW -> either(lang, "new", "首次出现");
            case RARE -> either(lang, "rare", "罕见");
            case BURST -> either(lang, "burst", "突增");
            case VANISHED -> either(lang, "vanished", "消失");
            case PARAMETER -> either(lang, "values", "数值变化");
            case SESSION -> either(lang, "session", "会话");
        };
    }

    private static String either(String lang, String en, String zh) {
        return lang.equals("zh") ? zh : en;
    }
}
