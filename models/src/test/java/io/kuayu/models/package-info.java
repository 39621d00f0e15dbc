@NullMarked
package io.kuayu.models;

import org.jspecify.annotations.NullMarked;
