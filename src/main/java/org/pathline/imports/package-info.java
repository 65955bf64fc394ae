/**
 * Files of other systems to rows of facts.
 *
 * <p>{@link org.pathline.imports.Bundle} finds the files of a delivery, a {@link
 * org.pathline.imports.ForeignFormat} says what their records are, {@link
 * org.pathline.imports.MapFile} what no standard fixes. The rows go the same way as those of import
 * files: {@link org.pathline.publish.Publication} checks, reports and sends them.
 *
 * <p>Names, addresses and all that is not asked for stay here: a record shows, also where it is
 * refused, only the cells that a format reads.
 */
@NullMarked
package org.pathline.imports;

import org.jspecify.annotations.NullMarked;
