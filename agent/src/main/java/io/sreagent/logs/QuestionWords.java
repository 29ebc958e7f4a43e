package io.sreagent.logs;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The phrases that questions about logs are made of, in English and Chinese, in lower case. */
final class QuestionWords {
    private static final String NAME = "([a-z0-9][a-z0-9_.-]*[a-z0-9]|[a-z0-9])";

    static final Pattern NOT_QUOTED =
            Pattern.compile(
                    "(?i)(?:without|excluding|except(?: for)?|not containing|不包含|不含|排除|除了)\\s*"
                            + "(?:\"([^\"]+)\"|'([^']+)'|“([^”]+)”|「([^」]+)」)");
    static final Pattern QUOTED =
            Pattern.compile(
                    "(?i)(?:containing|contains|mentioning|about|matching|with|包含|含有|关于|带有|提到)?\\s*"
                            + "(?:\"([^\"]+)\"|'([^']+)'|“([^”]+)”|「([^」]+)」|`([^`]+)`)");
    static final Pattern WITHOUT =
            Pattern.compile(
                    "(?:\\b(?:without|excluding|except(?: for)?|but not|not containing|other"
                            + " than)\\b|不含|不包含|排除|除了)\\s*([\\p{L}0-9_./:-]+)");
    static final Pattern WITH =
            Pattern.compile(
                    "(?:\\b(?:containing|contains|mentioning|about|matching|with)\\b|包含|含有|含|关于|带有|提到)\\s*([\\p{L}0-9_./:-]+)");
    static final Pattern NAMESPACE =
            Pattern.compile(
                    "(?:\\b(?:in|from)\\s+)?(?:the"
                            + " )?(?:\\bnamespace\\b|\\bns\\b|命名空间)\\s*[=:：]?\\s*"
                            + NAME
                            + "|(?:\\b(?:in|from)\\s+)?(?:the )?"
                            + NAME
                            + "\\s*(?:namespace\\b|命名空间)(?:下|里|中)?(?:的)?");
    static final Pattern POD =
            Pattern.compile(
                    "(?:\\b(?:in|from|of|for)\\s+)?(?:the )?(?:\\bpods?\\b|容器组)\\s*[=:：]?\\s*"
                            + NAME
                            + "|(?:\\b(?:in|from|of|for)\\s+)?\\b([a-z0-9][a-z0-9-]*-[a-f0-9]{7,10}-[a-z0-9]{5})\\b");

    /** Said to be a service. */
    static final Pattern SERVICE =
            Pattern.compile(
                    "(?:\\b(?:in|from|of|by|for|on)\\s+)?(?:the"
                            + " )?\\b(?:service|app)\\b\\s*[=:：]\\s*"
                            + NAME
                            + "|(?:\\b(?:in|from|of|by|for|on)\\s+)?(?:the )?"
                            + NAME
                            + "\\s*(?:service\\b|app\\b|服务)|(?:\\b(?:in|from|of|by|for|on)\\s+)?(?:the"
                            + " )?(?:\\b(?:service|app)\\b|服务)\\s*(?!(?:has|have|is|are|logged?|logs)\\b)"
                            + NAME
                            + "|\\b([a-z0-9][a-z0-9.-]*-(?:service|svc|server|api|gateway|worker|consumer|producer|db|proxy))\\b");

    /** Probably a service: {@code errors in checkout}, {@code checkout的报错}. */
    static final Pattern PLACE =
            Pattern.compile(
                    "\\b(?:in|from|of|for|on|by)\\s+(?:the\\s+)?"
                            + NAME
                            + "|\\b(?:why\\s+)?(?:is|are|does|did|has)\\s+(?:the\\s+)?"
                            + NAME
                            + "\\s+(?=fail|down|slow|error|throw|return|crash|restart|time|log|so\\b)"
                            + "|\\bdid\\s+(?:the\\s+)?"
                            + NAME
                            + "\\b|\\bthe\\s+"
                            + NAME
                            + "\\s+(?=return|log|throw)"
                            + "|"
                            + NAME
                            + "\\s*(?:的|里|中|上|日志)");

    static final Pattern TRACE =
            Pattern.compile(
                    "trace(?:[ _-]?id)?\\s*[=:：]?\\s*([0-9a-f]{8,32})\\b|追踪\\s*([0-9a-f]{8,32})");
    static final Pattern TOP =
            Pattern.compile(
                    "\\btop\\b\\s*([0-9]+)?|最(?:多|常见|频繁)的?\\s*前?\\s*([0-9]+)?\\s*(?:个|条|种|类|名)?|前\\s*([0-9]+)\\s*(?:个|条|种|类|名)?|most"
                            + " (?:common|frequent|often)");
    static final Pattern COUNT =
            Pattern.compile(
                    "how many|how often|\\bcount(?: of)?\\b|number"
                            + " of|多少(?:条|个|次)?|几(?:条|个|次)|统计|数量|次数");

    /** A comparison with the same time of the day, or week, before. */
    static final Pattern AGAINST =
            Pattern.compile(
                    "(?:compared? (?:to|with)|\\bvs\\.?|versus|than|against)\\s+(?:the same time"
                            + " )?(yesterday|last"
                            + " week)|[和与跟比](?:较|对比)?(昨天|昨日|上周)(?:同一?时间|同期|这个?时候)?(?:相?比较?|对比)?(?:有)?");

    static final Pattern COMPARE =
            Pattern.compile(
                    "what(?:'s| has| is)? (?:changed|new|different)|compared?(?: to|"
                            + " with)?\\b|\\bvs\\b|versus|changes?\\b|differences?\\b|\\bnew(?=\\s+(?:errors?|warnings?|exceptions?|messages?|log))|对比|比较|相比|变化|有什么不同|新增的?|新出现的?|新的");
    static final Pattern BY_SERVICE =
            Pattern.compile(
                    "(?:which|what|per|by|each)\\s+(?:services?|apps?)(?:\\s+(?:has|have|logs?|logged|with)\\b)?(?:\\s+the)?(?:\\s+most)?|services?"
                            + " (?:has|have|with)|哪(?:个|些)服务|按服务|各个?服务|每个服务");

    /** Answers by their status: {@code 5xx}, {@code 500s}, {@code 状态码 502}. */
    static final Pattern STATUS =
            Pattern.compile(
                    "(?:\\b(?:http|status(?: code)?)|状态码为?)?\\s*\\b([1-5])(xx|[0-9]{2})s?\\b");

    static final Pattern[] LEVELS = {
        Pattern.compile("\\b(?:fatal|critical)\\b|致命|严重"),
        Pattern.compile(
                "\\b(?:errors?|fail(?:s|ing|ures?|ed)?|exceptions?|throw(?:s|ing)?|broken)\\b|错误|报错|出错|异常|失败|故障"),
        Pattern.compile("\\bwarn(?:ing)?s?\\b|警告|告警"),
    };
    static final String[] LEVEL_NAMES = {"fatal", "error", "warn"};
    static final String[] LEVEL_WORDS = {
        "fatal|critical|panic|emerg(ency)?",
        "error|err|severe|exception|fail(ed|ure)?",
        "warn(ing)?",
    };

    static final Set<String> STOP_WORDS =
            Set.copyOf(
                    List.of(
                            ("a all also an and any anything anywhere are as at back be been but by"
                                            + " can code could count did display do does down during entries"
                                            + " ever every everything fetch find for from gave get getting"
                                            + " give gives got had happen happened happening has have help how"
                                            + " http i if in into is issue issues it its keep keeps last"
                                            + " latest line lines list log logged logging logs look many me"
                                            + " message messages most my no not occurred of on only or our out"
                                            + " over past please pod print problem problems query recent"
                                            + " recently request requests return returned returning returns"
                                            + " search see seeing seen show showing since so some something"
                                            + " status still talking tell than that the their them then there"
                                            + " these they this those to today tried trouble try up us was we"
                                            + " went were what when where which while who why with wrong you"
                                            + " database db system cluster production deploy deployment"
                                            + " release between")
                                    .split(" ")));
    static final Pattern CHINESE_FILLER =
            Pattern.compile(
                    "请问|请|帮我|给我|一下|查询|查看|查找|查|搜索|搜|显示|列出|看看|看下|看|日志|记录|信息|完整|状态码|请求|一直|总是|老是|经常|频繁|之前|之后|以来|以前|有没有|没有|有什么|什么|为什么|为何|怎么|怎么回事|的|地|得|了|吗|呢|嘛|有|哪些|哪里|出现|发生|产生|过|在|从|到|里面|里|中|上|下|内|和|与|跟|是|所有|全部|最近|过去|条|个|次|种|级别|以上|期间|之间|时间|数据库|系统|集群|服务|问题|情况|原因|但|且|并且|同时|每天|做");

    private QuestionWords() {}
}
