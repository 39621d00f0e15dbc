/**
 * The engine room of the neural families: one training loop on DJL's PyTorch engine, with early
 * stopping, checkpoints and the same bits for the same seed. A family brings a {@link
 * io.kuayu.models.training.Learner}; serving needs nothing of this.
 */
@NullMarked
package io.kuayu.models.training;

import org.jspecify.annotations.NullMarked;
