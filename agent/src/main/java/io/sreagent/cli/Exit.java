package io.sreagent.cli;

/** Exit codes of every command; scripts rely on them. */
public final class Exit {
    public static final int OK = 0;

    /** It was tried and did not work, or a check found something wrong. */
    public static final int FAILED = 1;

    /** The command, a file or the configuration is wrong; nothing was tried. */
    public static final int USAGE = 2;

    /** The server, or what the command needs, does not answer. */
    public static final int UNREACHABLE = 3;

    /** No token, a wrong one, or one that may not do this. */
    public static final int DENIED = 4;

    private Exit() {}
}
