package io.kuayu.engine.request;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;

/**
 * The number of places that a domain has in a list.
 *
 * @param min the least number, as far as it has candidates and the list has places
 * @param max the largest number
 */
public record Quota(int min, int max) {
  public Quota {
    if (min < 0 || max < min) {
      throw new KuayuException(
          ErrorCode.INVALID_REQUEST,
          "a quota from " + min + " to " + max + " was asked for",
          "give two numbers from 0, the smaller one first");
    }
  }
}
