"""What are fictional people called? Common names by part of the world; any likeness to somebody is chance.

Each part: countries (ISO 3166-1 alpha-3), names of women, of men, of families, and the languages spoken at home.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    countries: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    languages: tuple[str, ...]


def _part(countries: str, women: str, men: str, families: str, languages: str) -> Part:
    return Part(*(tuple(each.split()) for each in (countries, women, men, families, languages)))


PARTS: tuple[Part, ...] = (
    _part(
        "KEN UGA TZA RWA",
        "Wanjiru Achieng Neema Amina Grace Atieno Uwase Zawadi Esther Halima",
        "Otieno Kamau Baraka Juma Patrick Musa Habimana Daudi Samuel Okello",
        "Mwangi Odhiambo Nyambura Kiprono Mugisha Mwakasege Uwimana Wekesa Ndoli Mushi Barasa Chebet",
        "sw en",
    ),
    _part(
        "SEN MLI CIV BFA",
        "Aminata Fatou Mariama Awa Rokia Adjoa Salimata Coumba Djeneba Ndeye",
        "Moussa Ibrahima Ousmane Kouassi Seydou Cheikh Boubacar Lamine Issa Mamadou",
        "Diop Traoré Ndiaye Kouadio Ouédraogo Sow Coulibaly Konaté Faye Zongo Bamba Sarr",
        "fr wo",
    ),
    _part(
        "NGA GHA SLE",
        "Ngozi Abena Folake Chiamaka Efua Yetunde Isatu Akosua Adaeze Zainab",
        "Chinedu Kwame Babatunde Kofi Emeka Ibrahim Sorie Yaw Tunde Uche",
        "Okafor Mensah Adeyemi Boateng Eze Bangura Owusu Balogun Nwosu Kamara Asante Bello",
        "en ha",
    ),
    _part(
        "ZAF BWA ZMB MOZ",
        "Thandiwe Naledi Mutinta Lindiwe Celeste Boitumelo Palesa Chanda Anele Graça",
        "Sipho Kagiso Bwalya Themba Nelson-Tau Mpho Armando Lungile Tumelo Inácio",
        "Mokoena Dlamini Phiri Molefe Nkosi Banda Khumalo Machava Sithole Tembo Modise Zulu",
        "en pt",
    ),
    _part(
        "MAR TUN JOR LBN EGY",
        "Nadia Leïla Hanan Rania Samira Yasmine Dalia Salma Huda Farah",
        "Karim Omar Youssef Tarek Sami Rachid Hisham Nabil Walid Anis",
        "Benkirane Haddad Mansour Khoury Bennani Saleh Trabelsi Nassar El-Amrani Darwish Zouari Farouk",
        "ar fr",
    ),
    _part(
        "ETH SDN SOM",
        "Selamawit Hiwot Amal Hodan Tigist Ikhlas Sahra Meron Rahma Bethlehem",
        "Dawit Abdi Yonas Bakri Tesfaye Mahad Osman Getachew Idris Hassan",
        "Bekele Warsame Tadesse Elhag Abdullahi Girma Nur Alemu Jama Kebede Siddig Haile",
        "am ar en",
    ),
    _part(
        "IND NPL LKA BGD",
        "Anjali Sunita Nilmini Farhana Priya Maya Ishani Rupa Kavita Tahmina",
        "Ravi Bikash Ruwan Arif Sanjay Prakash Nuwan Kamal Vikram Suresh",
        "Menon Deshmukh Gurung Perera Rahman Thapa Iyer Fernando Chowdhury Shrestha Bose Silva",
        "hi en ne",
    ),
    _part(
        "IDN PHL MYS THA",
        "Dewi Maricel Siti Anong Ratna Liza Nurul Suda Ayu Corazon",
        "Budi Ramon Hafiz Somchai Agus Efren Faisal Niran Wayan Danilo",
        "Santoso Villanueva Abdullah Wongsawat Wibowo Reyes-Lim Hassanudin Chaiyasit Pratama Macaraeg Ismail Suwan",
        "id en",
    ),
    _part(
        "COL MEX ARG PER GTM",
        "Lucía Beatriz Ximena Paula Carolina Valentina Inés Rosario Pilar Camila",
        "Tomás Andrés Joaquín Mateo Ignacio Rubén Álvaro Emilio Nicolás Esteban",
        "Arrieta Camacho Paredes Villaseñor Quispe Restrepo Salgado Montoya Ibarra Xicará Benítez Huamán",
        "es en",
    ),
    _part(
        "FRA BEL CHE CAN",
        "Élodie Camille Margaux Anneke Hélène Sophie Juliette Nathalie Claire Maud",
        "Étienne Luc Mathieu Bram Olivier Pascal Rémi Julien Gilles Antoine",
        "Beaumont Lefèvre Vandamme Girard Morel Peeters Roche Tremblay Aubert Favre Lambert Gagnon",
        "fr en de",
    ),
    _part(
        "SWE NOR FIN DNK EST",
        "Elin Ingrid Aino Mette Kaisa Solveig Freja Liis Astrid Johanna",
        "Erik Lars Mikko Anders Jaan Henrik Søren Olli Magnus Petter",
        "Lindqvist Halvorsen Korhonen Sørensen Tamm Bergström Nygaard Virtanen Dahl Mäkinen Holm Kask",
        "sv en fi",
    ),
    _part(
        "UKR GEO KGZ KAZ",
        "Oksana Nino Aigul Daryna Tamar Gulnara Natalia Ketevan Ainura Svitlana",
        "Taras Giorgi Azamat Andriy Levan Nurlan Bohdan Zurab Daniyar Marat",
        "Kovalenko Beridze Abdyldaev Shevchuk Lomidze Sultanov Melnyk Kapanadze Osmonov Bondar Tsereteli Iskakov",
        "ru en uk",
    ),
    _part(
        "FJI WSM NZL AUS",
        "Ana Sina Mere Talia Litia Aroha Losa Kiri Salote Hana",
        "Ratu Tavita Wiremu Jack Semisi Ioane Tevita Matiu Filipo Callum",
        "Waqa Tuilagi Ngata Fonoti Raiwalui Parata Leota Brown-Tane Naiqama Faleolo Henare Cole",
        "en fj",
    ),
)
