/**
 * What the topologies have in common: the contract they speak, and their configuration with the
 * reason of each setting.
 */
@NullMarked
package org.pathline.streams;

import org.jspecify.annotations.NullMarked;
