package io.sreagent.llm;

import static java.util.Objects.requireNonNull;

/** What came of a question. */
public sealed interface Reply {

    /**
     * An answer. It is data like everything else from outside.
     *
     * @param by which model, such as {@code openai gpt-4o-mini}
     */
    record Said(String text, String by) implements Reply {
        public Said {
            requireNonNull(text, "text");
            requireNonNull(by, "by");
        }
    }

    /**
     * None; whoever asked goes on without.
     *
     * @param why for people, without anything secret
     */
    record Unsaid(String why) implements Reply {
        public Unsaid {
            requireNonNull(why, "why");
        }
    }
}
