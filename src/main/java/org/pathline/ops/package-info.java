/**
 * What operators see: lag in records and seconds, verdicts, restore progress, freshness and health,
 * from inside a process that runs topologies and from outside of it.
 */
@NullMarked
package org.pathline.ops;

import org.jspecify.annotations.NullMarked;
