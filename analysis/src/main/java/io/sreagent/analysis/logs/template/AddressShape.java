package io.sreagent.analysis.logs.template;

import static io.sreagent.analysis.logs.template.Bytes.classOf;
import static io.sreagent.analysis.logs.template.Bytes.inWord;
import static io.sreagent.analysis.logs.template.Bytes.isDigit;
import static io.sreagent.analysis.logs.template.Bytes.isLetter;

/** Words that go on over a colon or an at sign: URL, drive, MAC, mail address, host and port. */
final class AddressShape {
    /** What the last word was, where {@link #end} found one. */
    VariableType type = VariableType.PATH;

    /**
     * @param stop where the delimiter stands
     * @return the end of the whole; −1 when it is no such word
     */
    int end(byte[] bytes, int from, int stop, int to) {
        type = VariableType.PATH;
        int until = -1;
        if (bytes[stop] == '@') {
            int domain = stop + 1;
            while (domain < to && inWord(bytes[domain])) domain++;
            int last = domain;
            while (last > stop + 1 && bytes[last - 1] != '.') last--;
            if (last > stop + 1 && WordSet.DOMAINS.has(bytes, last, domain)) {
                until = domain;
                type = VariableType.HOST;
            }
        } else if (stop + 2 < to && bytes[stop + 1] == '/' && bytes[stop + 2] == '/') {
            until = pathEnd(bytes, stop + 3, to);
        } else if (stop == from + 1
                && isLetter(bytes[from])
                && stop + 1 < to
                && (bytes[stop + 1] == '\\' || bytes[stop + 1] == '/')) {
            until = pathEnd(bytes, stop + 1, to);
        } else if (stop == from + 2) {
            until = mac(bytes, from, to);
            type = VariableType.MAC;
        } else {
            until = port(bytes, from, stop, to);
            type = VariableType.HOST;
        }
        return until;
    }

    /** End of the port after a dotted name that is no source file: {@code shop.example:8080}. */
    private static int port(byte[] bytes, int from, int stop, int to) {
        int end = stop + 1;
        while (end < to && isDigit(bytes[end])) end++;
        if (end - stop < 3 || end - stop > 6 || end < to && inWord(bytes[end])) return -1;
        int last = stop;
        while (last > from && isLetter(bytes[last - 1])) last--;
        boolean name = last > from + 1 && bytes[last - 1] == '.' && stop - last >= 2;
        return name && !WordSet.SOURCES.has(bytes, last, stop) ? end : -1;
    }

    /** End of a path or URL. */
    static int pathEnd(byte[] bytes, int from, int to) {
        int stop = from;
        while (stop < to) {
            byte b = bytes[stop];
            if (classOf(b) == Bytes.SPACE || "\"'<>()[]{},;|".indexOf(b) >= 0) break;
            stop++;
        }
        while (stop > from && (bytes[stop - 1] == '.' || bytes[stop - 1] == ':')) stop--;
        return stop;
    }

    /** Six or more pairs of hexadecimal digits joined by colons. */
    private static int mac(byte[] bytes, int from, int to) {
        int stop = from;
        int pairs = 0;
        while (stop + 2 <= to && Bytes.isHex(bytes[stop]) && Bytes.isHex(bytes[stop + 1])) {
            pairs++;
            stop += 2;
            if (stop >= to || bytes[stop] != ':') break;
            stop++;
        }
        if (pairs < 6) return -1;
        return bytes[stop - 1] == ':' ? stop - 1 : stop;
    }
}
