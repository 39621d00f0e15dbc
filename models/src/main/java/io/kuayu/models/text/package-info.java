/**
 * Neighbours in the language model's space: what reads like something of the history. Knows items
 * that nobody has touched yet, and owns the long tail.
 */
@NullMarked
package io.kuayu.models.text;

import org.jspecify.annotations.NullMarked;
