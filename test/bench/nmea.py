# Reads sentences of a GPS receiver, character by character, as a driver on a UART does.

SENTENCES = (
    b"$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"
    b"$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n"
    b"$GPGSV,2,1,08,01,40,083,46,02,17,308,41,12,07,344,39,14,22,228,45*75\r\n"
)


class Parser:
    def __init__(self):
        self.fields = []
        self.field = ""
        self.checksum = 0
        self.state = 0
        self.good = 0
        self.latitude = 0.0

    def feed(self, byte):
        c = chr(byte)
        if c == "$":
            self.fields = []
            self.field = ""
            self.checksum = 0
            self.state = 1
        elif self.state == 1:
            if c == "*":
                self.fields.append(self.field)
                self.field = ""
                self.state = 2
                return
            self.checksum ^= byte
            if c == ",":
                self.fields.append(self.field)
                self.field = ""
            else:
                self.field += c
        elif self.state == 2:
            self.field += c
            if len(self.field) == 2:
                self.state = 0
                if int(self.field, 16) == self.checksum:
                    self.good += 1
                    self.take()

    def take(self):
        if self.fields[0] == "GPGGA":
            text = self.fields[2]
            self.latitude = int(text[:2]) + float(text[2:]) / 60


def run(n):
    parser = Parser()
    for i in range(n):
        for byte in SENTENCES:
            parser.feed(byte)
    return parser.good, int(parser.latitude * 1000)


CASES = [("nmea", run, 60)]
