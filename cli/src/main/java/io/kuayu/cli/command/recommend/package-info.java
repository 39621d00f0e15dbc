/** Commands that answer: recommend, rank and batch. */
@NullMarked
package io.kuayu.cli.command.recommend;

import org.jspecify.annotations.NullMarked;
