/**
 * What the topologies have in common: the contract they speak, and their configuration with the
 * reason of each setting.
 */
package org.pathline.streams;
