/**
 * Answers as people and programs read them: named columns, written once each as a table, CSV and
 * JSON.
 */
@NullMarked
package org.pathline.report;

import org.jspecify.annotations.NullMarked;
