/**
 * Training of neural families on PyTorch: the engine, the loop, optimisers, and what learners
 * share.
 */
@NullMarked
package io.kuayu.training;

import org.jspecify.annotations.NullMarked;
