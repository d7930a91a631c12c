package io.quarterdeck.jobs.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.sample.GeneratedUsers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratedPostsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final GeneratedPosts POSTS = new GeneratedPosts(7, DAY);

  @Test
  void theSameSeedGivesTheSameRowsAndAnotherSeedGivesOthers() {
    assertThat(rows(new GeneratedPosts(7, DAY))).isEqualTo(rows(POSTS));
    assertThat(rows(new GeneratedPosts(8, DAY)))
        .doesNotContainAnyElementsOf(rows(POSTS).subList(0, 5));
  }

  @Test
  void eachRowHasSeventeenValuesAndEachFaultIsPlanted() {
    assertThat(rows(POSTS)).allMatch(row -> row.size() == 17);
    Map<PostFault, Long> faults =
        LongStream.range(0, 1_000)
            .boxed()
            .collect(Collectors.groupingBy(POSTS::fault, Collectors.counting()));
    assertThat(faults.keySet()).containsAll(Set.of(PostFault.values()));
    assertThat(faults.get(PostFault.NONE)).isGreaterThan(900);
  }

  @Test
  void textHasMarkupLinksOtherLanguagesAndEmoji() {
    String all = rows(POSTS).toString();
    assertThat(all)
        .contains("<p>", "<pre><code>", "&lt;", "http://", "😀", "Почему", "エラー", "<java>");
  }

  @Test
  void oneTopicRisesAndOneFallsOverTheDays() {
    Map<String, Long> early = topics(POSTS);
    Map<String, Long> late = topics(new GeneratedPosts(7, DAY.plusDays(12)));
    assertThat(late.get(GeneratedPosts.RISING)).isGreaterThan(2 * early.get(GeneratedPosts.RISING));
    assertThat(2 * late.get(GeneratedPosts.FALLING)).isLessThan(early.get(GeneratedPosts.FALLING));
  }

  @Test
  void aUserKeepsTheNameAndChangesTheReputation() {
    List<String> first = new GeneratedUsers(7, DAY).row(3);
    List<String> next = new GeneratedUsers(7, DAY.plusDays(7)).row(3);
    assertThat(next.subList(0, 6)).isEqualTo(first.subList(0, 6));
    assertThat(next.get(7)).isNotEqualTo(first.get(7));
    assertThat(first).hasSize(GeneratedUsers.COLUMNS.size());
  }

  private static List<List<String>> rows(GeneratedPosts posts) {
    return LongStream.range(0, 500).mapToObj(posts::row).toList();
  }

  private static Map<String, Long> topics(GeneratedPosts posts) {
    return LongStream.range(0, 3_000)
        .mapToObj(posts::topic)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
