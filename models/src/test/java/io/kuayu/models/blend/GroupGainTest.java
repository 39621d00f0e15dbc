package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupGainTest {
  @Test
  void everybodyCountsOnce() {
    List<GroupGain.Gain> gains = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      gains.add(new GroupGain.Gain(0, 2, -1));
    }
    for (int user = 1; user < 100; user++) {
      gains.add(new GroupGain.Gain(user, 2, .1));
    }
    assertThat(GroupGain.of(gains)[2].mean()).isCloseTo(.089, within(1e-9));
    assertThat(GroupGain.people(gains)).isEqualTo(100);
  }

  @Test
  void aGroupOfFewTakesOverWhatTheDomainGains() {
    List<GroupGain.Gain> gains = new ArrayList<>();
    for (int user = 0; user < 300; user++) {
      gains.add(new GroupGain.Gain(user, 0, .1));
    }
    gains.add(new GroupGain.Gain(300, 1, -1));
    GroupGain[] groups = GroupGain.of(gains);
    assertThat(groups[0].mean()).isCloseTo(.1, within(1e-3));
    assertThat(groups[1].mean()).isBetween(.08, .09);
    assertThat(groups[1].error()).isGreaterThan(groups[0].error());
    assertThat(groups[5].mean()).isCloseTo(29 / 301.0, within(1e-9));
    assertThat(GroupGain.of(List.of())[3]).isEqualTo(new GroupGain(0, 0));
  }
}
