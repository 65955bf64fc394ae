/** Simulated districts from their import files to the first answers, in one go. */
package org.pathline.demo;
