package io.sreagent.api;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * The framework has an answer of its own for such bodies, which a more general mapper cannot
 * replace.
 */
@Provider
public class MismatchProblems implements ExceptionMapper<MismatchedInputException> {
    private final Problems problems;

    public MismatchProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(MismatchedInputException thrown) {
        return problems.toResponse(thrown);
    }
}
