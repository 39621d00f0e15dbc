/** A model family from outside: what people take together within some hours. */
@NullMarked
package com.example.kuayu.copurchase;

import org.jspecify.annotations.NullMarked;
