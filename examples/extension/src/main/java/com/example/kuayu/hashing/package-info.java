/** An item encoder from outside: texts by the hashing trick, without weights. */
@NullMarked
package com.example.kuayu.hashing;

import org.jspecify.annotations.NullMarked;
