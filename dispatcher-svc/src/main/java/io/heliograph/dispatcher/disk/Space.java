package io.heliograph.dispatcher.disk;

/**
 * The room of a disk.
 *
 * @param totalBytes of the disk
 * @param freeBytes that its user may still write
 */
record Space(long totalBytes, long freeBytes) {}
