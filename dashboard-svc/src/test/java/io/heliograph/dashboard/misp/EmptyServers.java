package io.heliograph.dashboard.misp;

/** Servers that no other test uses, so that the service is started anew for them. */
public final class EmptyServers extends ServersOfItsOwn {}
