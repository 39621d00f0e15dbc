/**
 * One package a model family, each behind {@link io.kuayu.models.ModelFamily} and one line in
 * {@link io.kuayu.models.ModelFamilies}.
 */
@NullMarked
package io.kuayu.models;

import org.jspecify.annotations.NullMarked;
