package io.heliograph.ipni.car;

import io.heliograph.ipni.multiformat.Cid;

/** A block and its name. The data are not copied. */
public record CarBlock(Cid cid, byte[] data) {}
