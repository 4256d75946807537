/**
 * The content store: files by source, label and SHA-256 in a local folder or in S3, encrypted where
 * a key is set (contract dispatcher.md part 2 section 7, part 1 rows 14 to 17). A service opens a
 * {@link io.heliograph.content.ContentStore}, puts a {@link
 * io.heliograph.content.EncryptedContentStore} before it and takes uploads by {@link
 * io.heliograph.content.UploadService}. Knows neither HTTP nor metrics nor configuration.
 */
@NullMarked
package io.heliograph.content;

import org.jspecify.annotations.NullMarked;
