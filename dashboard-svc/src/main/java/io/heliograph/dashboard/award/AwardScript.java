package io.heliograph.dashboard.award;

import io.heliograph.dashboard.message.Days;
import io.heliograph.dashboard.message.PythonJson;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Gives an award, lists it and announces it, all or nothing. Blocks. */
@ApplicationScoped
class AwardScript {
  private static final String GIVE =
      """
      if redis.call('SETNX', KEYS[1], '1') == 0 then return 0 end
      redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
      redis.call('EXPIRE', KEYS[2], 604800)
      redis.call('PUBLISH', ARGV[3], ARGV[4])
      return 1
      """;

  private final RedisReads redis;
  private final Rules rules;
  private final InstantSource clock;

  AwardScript(RedisReads redis, Rules rules, InstantSource clock) {
    this.redis = redis;
    this.rules = rules;
    this.clock = clock;
  }

  /** False when the organisation has it already: then nothing is announced. */
  boolean give(String organisation, Award award) {
    long epoch = clock.instant().getEpochSecond();
    String listed =
        "{\"org\": "
            + PythonJson.of(organisation)
            + ", \"award\": "
            + award.json()
            + ", \"epoch\": "
            + epoch
            + "}";
    String announcement =
        "{\"name\": \"CONTRIBUTION\", \"log\": "
            + PythonJson.of(listed)
            + ", \"zmqName\": \"hub\"}";
    return redis
            .send(
                Command.EVAL,
                GIVE,
                "2",
                award.key(organisation),
                StatisticsKeys.AWARDS + new Days(rules.zone()).name(epoch),
                Long.toString(epoch),
                listed,
                StatisticsKeys.CHANNEL_AWARDS,
                announcement)
            .toInteger()
        == 1;
  }
}
