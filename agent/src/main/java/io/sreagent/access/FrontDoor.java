package io.sreagent.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Every request passes here and meets the {@link Doorkeeper}. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class FrontDoor implements ContainerRequestFilter {
    /** Looked up at the first request: filters are made before the settings can be read. */
    private final Instance<Doorkeeper> doorkeeper;

    @Context
    @SuppressWarnings("NullAway.Init") // the framework sets it; a proxy for the request at hand
    ResourceInfo asked;

    public FrontDoor(Instance<Doorkeeper> doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        doorkeeper.get().admit(request, asked.getResourceMethod());
    }
}
