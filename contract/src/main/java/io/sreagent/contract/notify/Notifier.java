package io.sreagent.contract.notify;

import io.sreagent.contract.act.Outcome;

/**
 * Brings notices to people by one way, such as a webhook or a chat. One class per way; the
 * container finds it.
 */
public interface Notifier {

    /**
     * Such as {@code webhook}; stays the same for ever, since messages under way are kept by it.
     */
    String name();

    /** Whether it is set up and switched on; asked once, when the program starts. */
    boolean isOn();

    /**
     * Sends one notice and waits for the answer. A notice may be sent again after a crash, under
     * the same key. Never throws.
     *
     * @return {@code Done} when it was taken; {@code Retry} when another try may help, with the
     *     pause the receiver asks for at least; {@code Refused} when it will never be taken
     */
    Outcome send(Notice notice);
}
