//! The sequences of bytes of groups 6.5 to 6.23, after Markus Kuhn's stress test for decoders of
//! UTF-8, and whether each is text.

const TEXT: bool = true;
const NONE: bool = false;

/// One sub-group after the other; in each, whether it is text, and the bytes.
pub(super) const SEQUENCES: &[&[(bool, &[u8])]] = &[
    // 6.5: text
    &[
        (TEXT, b"hello$world"),
        (TEXT, b"hello\xc2\xa2world"),
        (TEXT, b"hello\xe2\x82\xacworld"),
        (TEXT, b"hello\xf0\xa4\xad\xa2world"),
        (TEXT, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"),
    ],
    // 6.6: every beginning of a text
    &[
        (NONE, b"\xce"),
        (TEXT, b"\xce\xba"),
        (NONE, b"\xce\xba\xe1"),
        (NONE, b"\xce\xba\xe1\xbd"),
        (TEXT, b"\xce\xba\xe1\xbd\xb9"),
        (NONE, b"\xce\xba\xe1\xbd\xb9\xcf"),
        (TEXT, b"\xce\xba\xe1\xbd\xb9\xcf\x83"),
        (NONE, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce"),
        (TEXT, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc"),
        (NONE, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce"),
        (TEXT, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"),
    ],
    // 6.7: the first sequence of each length
    &[
        (TEXT, b"\x00"),
        (TEXT, b"\xc2\x80"),
        (TEXT, b"\xe0\xa0\x80"),
        (TEXT, b"\xf0\x90\x80\x80"),
    ],
    // 6.8: the first of five and six bytes, which are none
    &[
        (NONE, b"\xf8\x88\x80\x80\x80"),
        (NONE, b"\xfc\x84\x80\x80\x80\x80"),
    ],
    // 6.9: the last sequence of each length
    &[
        (TEXT, b"\x7f"),
        (TEXT, b"\xdf\xbf"),
        (TEXT, b"\xef\xbf\xbf"),
        (TEXT, b"\xf4\x8f\xbf\xbf"),
    ],
    // 6.10: the last of four, five and six bytes, which are none
    &[
        (NONE, b"\xf7\xbf\xbf\xbf"),
        (NONE, b"\xfb\xbf\xbf\xbf\xbf"),
        (NONE, b"\xfd\xbf\xbf\xbf\xbf\xbf"),
    ],
    // 6.11: round the surrogates and the end
    &[
        (TEXT, b"\xed\x9f\xbf"),
        (TEXT, b"\xee\x80\x80"),
        (TEXT, b"\xef\xbf\xbd"),
        (TEXT, b"\xf4\x8f\xbf\xbf"),
        (NONE, b"\xf4\x90\x80\x80"),
    ],
    // 6.12: continuation bytes that continue nothing
    &[
        (NONE, b"\x80"),
        (NONE, b"\xbf"),
        (NONE, b"\x80\xbf"),
        (NONE, b"\x80\xbf\x80"),
        (NONE, b"\x80\xbf\x80\xbf"),
        (NONE, b"\x80\xbf\x80\xbf\x80"),
        (NONE, b"\x80\xbf\x80\xbf\x80\xbf"),
        (NONE, b"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe"),
    ],
    // 6.13: beginnings that nothing continues
    &[
        (NONE, b"\xc0\x20\xc1\x20\xc2\x20\xc3\x20\xc4\x20\xc5\x20\xc6\x20\xc7\x20\xc8\x20\xc9\x20\xca\x20\xcb\x20\xcc\x20\xcd\x20\xce\x20\xcf\x20\xd0\x20\xd1\x20\xd2\x20\xd3\x20\xd4\x20\xd5\x20\xd6\x20\xd7\x20\xd8\x20\xd9\x20\xda\x20\xdb\x20\xdc\x20\xdd\x20\xde\x20"),
        (NONE, b"\xe0\x20\xe1\x20\xe2\x20\xe3\x20\xe4\x20\xe5\x20\xe6\x20\xe7\x20\xe8\x20\xe9\x20\xea\x20\xeb\x20\xec\x20\xed\x20\xee\x20"),
        (NONE, b"\xf0\x20\xf1\x20\xf2\x20\xf3\x20\xf4\x20\xf5\x20\xf6\x20"),
        (NONE, b"\xf8\x20\xf9\x20\xfa\x20"),
        (NONE, b"\xfc\x20"),
    ],
    // 6.14: sequences without their last byte
    &[
        (NONE, b"\xc0"),
        (NONE, b"\xe0\x80"),
        (NONE, b"\xf0\x80\x80"),
        (NONE, b"\xf8\x80\x80\x80"),
        (NONE, b"\xfc\x80\x80\x80\x80"),
        (NONE, b"\xdf"),
        (NONE, b"\xef\xbf"),
        (NONE, b"\xf7\xbf\xbf"),
        (NONE, b"\xfb\xbf\xbf\xbf"),
        (NONE, b"\xfd\xbf\xbf\xbf\xbf"),
    ],
    // 6.15: all of those in a row
    &[
        (NONE, b"\xc0\xe0\x80\xf0\x80\x80\xf8\x80\x80\x80\xfc\x80\x80\x80\x80\xdf\xef\xbf\xf7\xbf\xbf\xfb\xbf\xbf\xbf\xfd\xbf\xbf\xbf\xbf"),
    ],
    // 6.16: bytes that are never there
    &[
        (NONE, b"\xfe"),
        (NONE, b"\xff"),
        (NONE, b"\xfe\xfe\xff\xff"),
    ],
    // 6.17: a slash, longer than it must be
    &[
        (NONE, b"\xc0\xaf"),
        (NONE, b"\xe0\x80\xaf"),
        (NONE, b"\xf0\x80\x80\xaf"),
        (NONE, b"\xf8\x80\x80\x80\xaf"),
        (NONE, b"\xfc\x80\x80\x80\x80\xaf"),
    ],
    // 6.18: the longest of what is too long
    &[
        (NONE, b"\xc1\xbf"),
        (NONE, b"\xe0\x9f\xbf"),
        (NONE, b"\xf0\x8f\xbf\xbf"),
        (NONE, b"\xf8\x87\xbf\xbf\xbf"),
        (NONE, b"\xfc\x83\xbf\xbf\xbf\xbf"),
    ],
    // 6.19: zero, longer than it must be
    &[
        (NONE, b"\xc0\x80"),
        (NONE, b"\xe0\x80\x80"),
        (NONE, b"\xf0\x80\x80\x80"),
        (NONE, b"\xf8\x80\x80\x80\x80"),
        (NONE, b"\xfc\x80\x80\x80\x80\x80"),
    ],
    // 6.20: half a pair of surrogates
    &[
        (NONE, b"\xed\xa0\x80"),
        (NONE, b"\xed\xad\xbf"),
        (NONE, b"\xed\xae\x80"),
        (NONE, b"\xed\xaf\xbf"),
        (NONE, b"\xed\xb0\x80"),
        (NONE, b"\xed\xbe\x80"),
        (NONE, b"\xed\xbf\xbf"),
    ],
    // 6.21: pairs of surrogates
    &[
        (NONE, b"\xed\xa0\x80\xed\xb0\x80"),
        (NONE, b"\xed\xa0\x80\xed\xbf\xbf"),
        (NONE, b"\xed\xad\xbf\xed\xb0\x80"),
        (NONE, b"\xed\xad\xbf\xed\xbf\xbf"),
        (NONE, b"\xed\xae\x80\xed\xb0\x80"),
        (NONE, b"\xed\xae\x80\xed\xbf\xbf"),
        (NONE, b"\xed\xaf\xbf\xed\xb0\x80"),
        (NONE, b"\xed\xaf\xbf\xed\xbf\xbf"),
    ],
    // 6.22: places without a character, which are text
    &[
        (TEXT, b"\xef\xbf\xbe"),
        (TEXT, b"\xef\xbf\xbf"),
        (TEXT, b"\xf0\x9f\xbf\xbe"),
        (TEXT, b"\xf0\x9f\xbf\xbf"),
        (TEXT, b"\xf0\xaf\xbf\xbe"),
        (TEXT, b"\xf0\xaf\xbf\xbf"),
        (TEXT, b"\xf0\xbf\xbf\xbe"),
        (TEXT, b"\xf0\xbf\xbf\xbf"),
        (TEXT, b"\xf1\x8f\xbf\xbe"),
        (TEXT, b"\xf1\x8f\xbf\xbf"),
        (TEXT, b"\xf1\x9f\xbf\xbe"),
        (TEXT, b"\xf1\x9f\xbf\xbf"),
        (TEXT, b"\xf1\xaf\xbf\xbe"),
        (TEXT, b"\xf1\xaf\xbf\xbf"),
        (TEXT, b"\xf1\xbf\xbf\xbe"),
        (TEXT, b"\xf1\xbf\xbf\xbf"),
        (TEXT, b"\xf2\x8f\xbf\xbe"),
        (TEXT, b"\xf2\x8f\xbf\xbf"),
        (TEXT, b"\xf2\x9f\xbf\xbe"),
        (TEXT, b"\xf2\x9f\xbf\xbf"),
        (TEXT, b"\xf2\xaf\xbf\xbe"),
        (TEXT, b"\xf2\xaf\xbf\xbf"),
        (TEXT, b"\xf2\xbf\xbf\xbe"),
        (TEXT, b"\xf2\xbf\xbf\xbf"),
        (TEXT, b"\xf3\x8f\xbf\xbe"),
        (TEXT, b"\xf3\x8f\xbf\xbf"),
        (TEXT, b"\xf3\x9f\xbf\xbe"),
        (TEXT, b"\xf3\x9f\xbf\xbf"),
        (TEXT, b"\xf3\xaf\xbf\xbe"),
        (TEXT, b"\xf3\xaf\xbf\xbf"),
        (TEXT, b"\xf3\xbf\xbf\xbe"),
        (TEXT, b"\xf3\xbf\xbf\xbf"),
        (TEXT, b"\xf4\x8f\xbf\xbe"),
        (TEXT, b"\xf4\x8f\xbf\xbf"),
    ],
    // 6.23: the specials, the replacement character among them
    &[
        (TEXT, b"\xef\xbf\xb9"),
        (TEXT, b"\xef\xbf\xba"),
        (TEXT, b"\xef\xbf\xbb"),
        (TEXT, b"\xef\xbf\xbc"),
        (TEXT, b"\xef\xbf\xbd"),
        (TEXT, b"\xef\xbf\xbe"),
        (TEXT, b"\xef\xbf\xbf"),
    ],
];
