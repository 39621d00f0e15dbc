/** That each of the three extensions works, and that it needs one package and one line. */
@NullMarked
package com.example.kuayu;

import org.jspecify.annotations.NullMarked;
