package io.heliograph.exchange.field;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param name its key
 * @param type what it holds
 * @param lengthMax characters of its text form, or 0 without a limit
 * @param regex searched in the text form
 * @param iregex the same, whatever the case
 */
record Field(
    String name,
    FieldType type,
    int lengthMax,
    @Nullable Pattern regex,
    @Nullable Pattern iregex) {}
