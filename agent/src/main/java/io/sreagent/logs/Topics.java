package io.sreagent.logs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Troubles that people name in a word or two, and how programs write them: who asks for {@code 超时}
 * wants the lines that say {@code deadline exceeded}, too. The expressions mean the same to RE2 and
 * to Java, and begin their alternatives with plain letters where they can, so that an index helps.
 */
final class Topics {
    /**
     * One trouble.
     *
     * @param said how people name it, in lower case
     * @param written a regular expression for lines that tell of it
     */
    record Topic(String name, Pattern said, String written) {}

    static final List<Topic> ALL =
            List.of(
                    topic(
                            "out of memory",
                            "out[ -]of[ -]memory|\\booms?\\b|oom ?kill(?:ed|s)?|内存溢出|内存不足|爆内存",
                            "out ?of ?memory|oom|cannot allocate memory|内存溢出|内存不足"),
                    topic(
                            "connection",
                            "connections?"
                                    + " (?:refused|reset|failed|failures?|errors?|closed)|(?:连接|链接)(?:失败|被拒绝|拒绝|被重置|断开|异常|不上)|连不上",
                            "connection (refused|reset|failed|closed|timed ?out)|connect(ion)?"
                                    + " error|failed to connect|econnre(fused|set)|连接(失败|被拒|拒绝|断开|异常)"),
                    topic(
                            "time-out",
                            "\\btime[ -]?outs?\\b|\\btim(?:ed?|ing)[ -]out\\b|超时",
                            "time(d)?[ -]?out|deadline exceeded|超时"),
                    topic("deadlock", "deadlocks?|死锁|锁等待", "deadlock|lock wait|死锁|锁等待"),
                    topic(
                            "slow query",
                            "slow (?:sql |database )?quer(?:y|ies)|slow sql|慢查询|慢 ?sql",
                            "slow[ _-]?query|slow sql|duration.*statement|慢查询|慢 ?sql"),
                    topic(
                            "login",
                            "(?:failed|failing) log(?:ged )?-?ins?|log-?in failures?|authentication"
                                    + " (?:failures?|errors?)|auth failures?|登[录陆]失败|认证失败|鉴权失败",
                            "(fail|invalid|incorrect|denied|unauthorized).*(login|log"
                                    + " in|password|auth|credential)|(login|log"
                                    + " in|password|auth|credential).*(fail|invalid|incorrect|denied)|(登录|认证|鉴权)失败"),
                    topic(
                            "disk full",
                            "disks? (?:is |are )?full|no space(?: left)?|磁盘(?:已?满|空间不足)|硬盘满",
                            "no space left|disk (is )?full|enospc|磁盘.*(满|不足)"),
                    topic(
                            "certificate",
                            "cert(?:ificate)?s?(?: errors?|"
                                    + " expir(?:ed|y))?|\\btls\\b|\\bssl\\b|证书(?:过期|错误|问题)?",
                            "certificate|x509|tls|ssl|证书"),
                    topic(
                            "name resolution",
                            "\\bdns\\b(?: errors?| failures?)?|域名解析(?:失败)?",
                            "no such host|unknownhost|name resolution|nxdomain|dns|域名"),
                    topic(
                            "crash",
                            "crash(?:ed|es|ing)?|panick?(?:ed|s)?\\b|segfaults?|崩溃|宕机|挂了|挂掉",
                            "crash|panic|segfault|segmentation fault|killed|fatal|core dump|崩溃"),
                    topic(
                            "restart",
                            "restart(?:ed|s|ing)?|reboot(?:ed|s)?|重启",
                            "restart|reboot|starting|started|shutting down|重启|启动"),
                    topic(
                            "rate limit",
                            "rate[ -]?limit(?:ed|ing|s)?|throttl(?:ed|ing)|限流",
                            "rate ?limit|throttl|too many requests|限流"));

    private Topics() {}

    private static Topic topic(String name, String said, String written) {
        return new Topic(name, Pattern.compile(said), "(?i)(" + written + ")");
    }
}
