/**
 * Releases as files: closed, reproducible tables that may be handed on.
 *
 * <p>What must be withheld is decided by {@link org.pathline.domain.release.Release}; here are the
 * questions, the directories and their manifests.
 */
@NullMarked
package org.pathline.release;

import org.jspecify.annotations.NullMarked;
