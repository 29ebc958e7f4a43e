package io.sreagent.llm;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of a text before it leaves the process: what is configured as
 * secret here, keys and tokens by their shape, values that are assigned to names such as {@code
 * password}, addresses of mail, phones, cards and public hosts, and names of accounts.
 *
 * <p>Too much rather than too little: what is masked here is lost to the model and to nobody else.
 * Cost: one pass a pattern, O(n) each.
 */
final class Mask {
    /** Shorter ones stand in ordinary text by chance. */
    private static final int SHORTEST_SECRET = 6;

    private record Shape(Pattern pattern, String instead) {}

    private static final List<Shape> SHAPES =
            List.of(
                    shape(
                            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                            "<key>"),
                    shape("://[^/@\\s\"']{1,200}@", "://<secret>@"),
                    shape("\\beyJ[\\w-]{8,}\\.[\\w-]+(\\.[\\w-]*)?", "<token>"),
                    shape(
                            "\\b(sk-|gh[pousr]_|github_pat_|glpat-|xox[abpr]-|AKIA|ASIA|AIza|sre_|hvs\\.)[\\w-]{8,}",
                            "<token>"),
                    shape("(?i)\\b(bearer|basic)\\s+[\\w.+/=~-]{6,}", "$1 <token>"),
                    shape(
                            "(?i)((?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key|private[_-]?key"
                                    + "|session(?:[_-]?id)?|cookie|authorization|密码|口令|密钥|令牌)[\"']?\\s*[=:：]\\s*)"
                                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])]+)",
                            "$1<secret>"),
                    shape(
                            "(?i)(\\b(?:user(?:[_-]?name)?|login|account|customer|e-?mail|phone|mobile)[\"']?\\s*[=:]\\s*|(?:用户名?|账号|姓名|手机号?|电话|邮箱|身份证号?)\\s*[=:：]\\s*)"
                                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])]+)",
                            "$1<person>"),
                    shape("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+", "<mail>"),
                    shape("(?<=/home/|/Users/)[^/\\s\"']+", "<person>"),
                    shape("(?<![\\d.])[1-9]\\d{5}(19|20)\\d{9}[\\dXx](?![\\d.])", "<person>"),
                    shape("(?<![\\w.])1[3-9]\\d{9}(?![\\w.])", "<phone>"),
                    shape(
                            "(?<![\\w.])\\+\\d{1,3}[ -]?(\\(?\\d{1,4}\\)?[ -]?){2,5}\\d{2,4}\\b",
                            "<phone>"),
                    shape("\\b[0-9a-fA-F]{32,}\\b", "<hex>"),
                    shape(
                            "(?<![\\w+/-])(?=[\\w+/-]*[A-Z])(?=[\\w+/-]*[a-z])(?=[\\w+/-]*\\d)[\\w+-]{32,}={0,2}",
                            "<token>"),
                    shape(
                            "(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{0,4}(?![\\w:])",
                            "<address>"));

    private static final Pattern CARD =
            Pattern.compile("(?<![\\d.])\\d(?:[ -]?\\d){12,18}(?![\\d.])");
    private static final Pattern HOST =
            Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");

    private final List<String> secrets;

    /**
     * @param secrets that are configured here
     */
    Mask(Collection<String> secrets) {
        this.secrets = secrets.stream().filter(each -> each.length() >= SHORTEST_SECRET).toList();
    }

    String text(String text) {
        String masked = text;
        for (String secret : secrets) masked = masked.replace(secret, "<secret>");
        for (Shape shape : SHAPES) masked = shape.pattern.matcher(masked).replaceAll(shape.instead);
        masked = CARD.matcher(masked).replaceAll(Mask::card);
        return HOST.matcher(masked).replaceAll(Mask::host);
    }

    private static Shape shape(String pattern, String instead) {
        return new Shape(Pattern.compile(pattern, Pattern.DOTALL), instead);
    }

    private static String card(MatchResult found) {
        String digits = found.group().replaceAll("\\D", "");
        return isCard(digits) ? "<card>" : Matcher.quoteReplacement(found.group());
    }

    /** Luhn's check digit (ISO/IEC 7812-1): one number in ten has it by chance. */
    private static boolean isCard(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /**
     * Addresses of private networks (RFC 1918, loopback, link-local) tell nobody who somebody is.
     */
    private static String host(MatchResult found) {
        int first = Integer.parseInt(found.group(1));
        int second = Integer.parseInt(found.group(2));
        boolean isPrivate =
                first == 10
                        || first == 127
                        || first == 0
                        || first == 192 && second == 168
                        || first == 172 && second >= 16 && second <= 31
                        || first == 169 && second == 254;
        return isPrivate ? Matcher.quoteReplacement(found.group()) : "<address>";
    }
}
