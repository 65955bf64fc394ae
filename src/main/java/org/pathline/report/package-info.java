/**
 * Answers as people and programs read them: named columns, written once each as a table, CSV and
 * JSON.
 */
package org.pathline.report;
