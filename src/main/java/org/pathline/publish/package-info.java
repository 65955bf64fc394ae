/**
 * Import files to facts on Kafka.
 *
 * <p>{@link org.pathline.publish.ImportFiles} finds the files, {@link
 * org.pathline.publish.FactForms} says what their columns are, {@link
 * org.pathline.publish.FactImport} turns rows into facts and bad rows into rejections, and {@link
 * org.pathline.publish.FactProducer} sends. Nothing is kept per row, so files of any length pass
 * through a small heap. Sending a file twice sends the same facts twice, byte for byte: two
 * versions of a fact that are the same version, so nothing changes downstream.
 */
@NullMarked
package org.pathline.publish;

import org.jspecify.annotations.NullMarked;
