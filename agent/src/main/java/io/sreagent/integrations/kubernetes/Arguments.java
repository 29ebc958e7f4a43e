package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A step's arguments, checked against what the tool takes: nothing else gets any further. */
record Arguments(Map<String, String> values) {
    private static final Pattern QUANTITY =
            Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");

    static Arguments of(Intent intent, List<Parameter> parameters) throws PreviewRefused {
        for (String given : intent.arguments().keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(given))) {
                throw new PreviewRefused(intent.tool() + " takes no argument '" + given + "'");
            }
        }
        for (Parameter parameter : parameters) {
            String value = intent.arguments().get(parameter.name());
            if (value == null) {
                if (parameter.required()) {
                    throw new PreviewRefused(
                            intent.tool()
                                    + " needs '"
                                    + parameter.name()
                                    + "': "
                                    + parameter.description());
                }
                continue;
            }
            boolean fits =
                    switch (parameter.type()) {
                        case INTEGER -> value.matches("[+-]?[0-9]{1,9}");
                        case QUANTITY -> QUANTITY.matcher(value).matches();
                        case DURATION -> value.matches("([0-9]+(ms|[smhdw]))+");
                        case TEXT -> value.codePoints().noneMatch(Character::isISOControl);
                    };
            if (!fits) {
                throw new PreviewRefused(
                        "'%s' is no %s for '%s' of %s"
                                .formatted(
                                        value,
                                        parameter.type().name().toLowerCase(java.util.Locale.ROOT),
                                        parameter.name(),
                                        intent.tool()));
            }
        }
        return new Arguments(intent.arguments());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<Integer> integer(String name) {
        return text(name).map(Integer::parseInt);
    }

    static BigDecimal amount(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity));
    }
}
