package org.pathline.streams.wire;

import org.pathline.domain.pathway.Settings;
import org.pathline.events.DerivationSettings;

/** Settings in the records of what was derived under them. */
final class SettingsRecord {
  private SettingsRecord() {}

  static DerivationSettings of(Settings settings) {
    return new DerivationSettings(settings.anchorGrade(), settings.stemList());
  }

  /**
   * Settings from their record.
   *
   * @throws IllegalArgumentException when this release does not know them
   */
  static Settings read(DerivationSettings record) {
    return new Settings(record.getAnchorGrade(), record.getStemList());
  }
}
