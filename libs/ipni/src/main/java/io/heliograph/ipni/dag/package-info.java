/**
 * DAG-JSON and DAG-CBOR (contract federation.md, section 2): {@link
 * io.heliograph.ipni.dag.DagReader} streams a document and says where it leaves the canonical form,
 * {@link io.heliograph.ipni.dag.DagWriter} writes that form, {@link
 * io.heliograph.ipni.dag.DagValue} holds a small document.
 */
@NullMarked
package io.heliograph.ipni.dag;

import org.jspecify.annotations.NullMarked;
