/** The contracts of models: what a family is, how it is trained, loaded and asked. */
@NullMarked
package io.kuayu.model;

import org.jspecify.annotations.NullMarked;
