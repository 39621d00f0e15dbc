package io.kuayu.engine.request;

import io.kuayu.core.KuayuException;

/**
 * How many places of a list a domain has.
 *
 * @param least so many at least, as far as it has candidates and the list has places
 * @param most so many at most
 */
public record Quota(int least, int most) {
  public Quota {
    if (least < 0 || most < least) {
      throw new KuayuException(
          "a quota from " + least + " to " + most + " was asked for",
          "give two numbers from 0, the smaller one first");
    }
  }
}
