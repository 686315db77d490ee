package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** つなぎの数 as .xlsx: the counts of the page and nothing that it withholds. */
@WithKasane
@Tag("pages")
@Promise("F1")
class FiguresWebTest {

    @LocalServerPort
    int port;

    @Test
    void the_manager_takes_the_own_months_along_and_nothing_about_other_agencies() throws IOException {
        Web web = Web.as(port, "houkatsu2");
        assertThat(web.get("/referral-figures").body()).contains("href=\"/referral-figures.xlsx\"");
        Web.Answer file = web.get("/referral-figures.xlsx");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("tsunagi-figures-R8-0615.xlsx");
        assertThat(text(file))
                .contains("地域包括支援センター北", "令和8年6月", "12か月", "期限までに答えた")
                .doesNotContain("こども家庭センター");
    }

    @Test
    void the_office_gets_every_agency_with_the_words_about_what_is_withheld() throws IOException {
        Web office = Web.as(port, "kacho");
        Web.Answer page = office.get("/referral-figures");
        String file = text(office.get("/referral-figures.xlsx"));
        assertThat(file).contains("こども家庭センター");
        assertThat(file.contains("小さい数")).isEqualTo(page.body().contains("小さい数"));
        assertThat(office.get("/referral-figures.xlsx?agency=x").status()).isEqualTo(404);
    }

    @Test
    void who_may_not_see_the_page_gets_no_file() {
        assertThat(Web.as(port, "kodomo").get("/referral-figures.xlsx").status())
                .isEqualTo(404);
        assertThat(Web.as(port, "houkatsu2")
                        .get("/referral-figures.xlsx?agency=1")
                        .status())
                .isEqualTo(404);
    }

    private static String text(Web.Answer file) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(file.response().body()))) {
            for (Row row : book.getFirstSheet().read()) {
                row.stream()
                        .filter(Objects::nonNull)
                        .map(Cell::getText)
                        .forEach(cell -> all.append(cell).append(' '));
            }
        }
        return all.toString();
    }
}
