package dev.descent.endtoend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The running service in a real browser, one for all tests of a class: to start one takes longer than most of them. */
class InOneBrowser extends EndToEnd {

    static Browser browser;

    @BeforeEach
    void open() {
        browser = browser == null ? Browser.open(descent.base()) : browser;
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }
}
