/** The outcome cells from import files by Apache Flink, for `pathline bench --beside flink`. */
@NullMarked
package org.pathline.bench.flink;

import org.jspecify.annotations.NullMarked;
