package io.sreagent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.cli.SreAgent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class CommandHelpTest {

    @Test
    void every_option_of_every_command_says_what_it_is() {
        List<String> silent = new ArrayList<>();
        look(SreAgent.commandLine(Main.commands()), silent);
        assertThat(silent).isEmpty();
    }

    private static void look(CommandLine command, List<String> silent) {
        for (ArgSpec one : command.getCommandSpec().args())
            if (!one.hidden() && one.description().length == 0)
                silent.add(command.getCommandSpec().qualifiedName() + " " + one.paramLabel());
        command.getSubcommands().values().forEach(below -> look(below, silent));
    }
}
