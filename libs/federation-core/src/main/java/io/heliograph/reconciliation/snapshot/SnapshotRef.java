package io.heliograph.reconciliation.snapshot;

import io.heliograph.ipni.multiformat.Cid;

/**
 * What orders the snapshots of one instance in one group.
 *
 * @param vc the vector clock: the instance's own count of snapshots, from 1
 * @param epoch when it was formed, in the unit of the instance
 */
public record SnapshotRef(long vc, long epoch, Cid cid) {}
