/**
 * What the topologies publish as tables of an embedded DuckDB, at one cut: loading, views, and
 * files.
 */
@NullMarked
package org.pathline.tables;

import org.jspecify.annotations.NullMarked;
