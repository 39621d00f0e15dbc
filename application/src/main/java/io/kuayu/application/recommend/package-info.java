/** Lists, scores and reasons for one person, for every way in. */
@NullMarked
package io.kuayu.application.recommend;

import org.jspecify.annotations.NullMarked;
