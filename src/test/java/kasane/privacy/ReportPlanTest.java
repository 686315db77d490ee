package kasane.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kasane.gate.Duty;
import kasane.testing.AsRole;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A report on one person costs what was seen of that person, not what is in the log. */
@Tag("sql")
@Promise("P7")
class ReportPlanTest {

    private static final String INQUIRY = "01900000-0000-7000-8000-00000000aaaa";

    /** Three months of a town: 120,000 entries about 20,000 subjects. */
    private static final String ENTRIES = """
            insert into audit.entry (at, staff, agency, act, what, subjects, writer, writer_no)
            select '2026-04-01 09:00+09'::timestamptz + n * interval '65 seconds', n % 200 + 1, n % 25 + 1, 'READ',
                   'household.page',
                   array[md5('h' || n * 7919 % 5000)::uuid, md5('p' || n * 7919 % 20000)::uuid,
                         md5('p' || (n * 7919 + 1) % 20000)::uuid],
                   '00000000-0000-7000-8000-000000000001', n
            from generate_series(1, 120000) n
            """;

    @Test
    void it_starts_from_the_index_of_subjects_whatever_the_size_of_the_log() {
        try (TestDatabase database = MigratedDatabase.create();
                AsRole root = AsRole.superuser(database.connections())) {
            root.run(ENTRIES);
            root.script("analyze audit.entry");
            root.run("""
                    insert into privacy.inquiry (id, no, owner_agency, opened_by, opened_at, purpose, purpose_edition, reason,
                      family, given, folded, birth)
                    values (?::uuid, 1, 1, 9, '2026-06-15', 'QUESTION', 1, 'わけ', '架空岬', 'トメ', '架空岬とめ', '1946-03-05')
                    """, INQUIRY);
            root.run("""
                    insert into privacy.chosen (inquiry_id, records, households, chosen_by, chosen_at)
                    values (?::uuid, array[md5('p0')::uuid, md5('p1')::uuid], array[md5('h0')::uuid], 9, '2026-06-15')
                    """, INQUIRY);
            root.script("begin; set local role kasane_sealer");
            List<String> plan = root.texts("""
                    explain select e.at from audit.entry e
                    where e.subjects && array[md5('p0')::uuid, md5('p1')::uuid, md5('h0')::uuid]
                      and e.at >= '2026-04-01' and e.at < '2026-07-01' order by e.at desc, e.id desc limit 301
                    """);
            root.script("rollback");
            assertThat(String.join("\n", plan))
                    .contains("Bitmap Index Scan", "subjects")
                    .doesNotContain("Seq Scan");
            try (AsRole officer = AsRole.staff(database.connections(), 1, 9, TestClock.START, Duty.PRIVACY_OFFICER)) {
                assertThat(officer.texts("""
                        select at from privacy.seen(?::uuid, '2026-04-01', '2026-07-01', 301)
                        """, INQUIRY)).hasSizeBetween(30, 60);
            }
        }
    }
}
